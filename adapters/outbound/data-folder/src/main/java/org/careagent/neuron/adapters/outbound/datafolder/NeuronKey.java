package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Neuron's own Ed25519 key (configuration specification, `storage.path`), in the file
/// `neuron.key`: PKCS#8 in PEM, for its owner alone, and in no backup.
///
/// The private part signs, and is told to nobody.
public final class NeuronKey {
    private static final String FILE = "neuron.key";

    private final PrivateKey privateKey;
    private final Bytes publicKey;

    private NeuronKey(PrivateKey privateKey, Bytes publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// Where the key of the data folder `folder` is. Whether others may read it is not asked here:
    /// that is a warning, not a fault.
    public static Path fileIn(Path folder) {
        return folder.resolve(FILE);
    }

    /// The key in `folder`; empty if there is none yet.
    ///
    /// @throws DataFolderUnusableException if it cannot be read, or is no such key
    public static Optional<NeuronKey> read(Path folder) {
        return readFile(fileIn(folder));
    }

    /// The key in `path`; empty if there is no such file.
    ///
    /// @throws DataFolderUnusableException if it cannot be read, or is no such key
    static Optional<NeuronKey> readFile(Path path) {
        SmallFile file = new SmallFile(path);
        return file.read().map(pem -> parse(pem, file.path()));
    }

    /// The key in `folder`, which must exist; makes the key if it is missing.
    ///
    /// @throws DataFolderUnusableException if it can be neither read nor made, or is no such key
    public static NeuronKey readOrMake(Path folder) {
        Optional<NeuronKey> kept = read(folder);
        return kept.isPresent() ? kept.get() : make(new SmallFile(fileIn(folder)));
    }

    /// The public keys that the Neuron of `folder` has had: the one of now first, if there is one.
    ///
    /// @throws DataFolderUnusableException if one cannot be read, or is no such key
    public static List<Bytes> publicKeysIn(Path folder) {
        List<Bytes> keys = new ArrayList<>();
        read(folder).map(NeuronKey::publicKey).ifPresent(keys::add);
        keys.addAll(FormerKeys.read(folder));
        return List.copyOf(keys);
    }

    /// The public key: 32 bytes, as in RFC 8032, section 5.1.5.
    public Bytes publicKey() {
        return publicKey;
    }

    /// Its signature over `message`: 64 bytes, as in RFC 8032, section 5.1.6.
    public Bytes sign(Bytes message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message.toArray());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException _) {
            // Without its cause, which might tell of the key.
            throw new IllegalStateException("the Neuron's key cannot sign");
        }
    }

    // What was written is read back: whatever stands in the file is what counts.
    static NeuronKey make(SmallFile file) {
        String pem = PrivateKeyPem.generate();
        file.make(pem);
        return parse(pem, file.path());
    }

    private static NeuronKey parse(String pem, Path file) {
        try {
            return new NeuronKey(
                    PrivateKeyPem.privateKeyOf(pem), Bytes.of(PrivateKeyPem.publicKeyOf(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // Without its cause, which might quote the file.
            throw new DataFolderUnusableException(
                    "The key in "
                            + file
                            + " cannot be used: it is not an Ed25519 private key in PKCS#8 PEM"
                            + " without a password. Put back the right one, or move the file away:"
                            + " then a new key is made.");
        }
    }
}
