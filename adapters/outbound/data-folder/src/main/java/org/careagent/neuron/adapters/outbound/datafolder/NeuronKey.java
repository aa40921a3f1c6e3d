package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// The Neuron's own Ed25519 key (configuration specification, `storage.path`), in the file
/// `neuron.key`: PKCS#8 in PEM, for its owner alone, and in no backup.
///
/// Of the private part nothing is kept here, only what others may know.
public final class NeuronKey {
    private static final String FILE = "neuron.key";

    private final Bytes publicKey;

    private NeuronKey(Bytes publicKey) {
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
        SmallFile file = new SmallFile(fileIn(folder));
        return file.read().map(pem -> parse(pem, file.path()));
    }

    /// The key in `folder`, which must exist; makes the key if it is missing.
    ///
    /// @throws DataFolderUnusableException if it can be neither read nor made, or is no such key
    public static NeuronKey readOrMake(Path folder) {
        Optional<NeuronKey> kept = read(folder);
        return kept.isPresent() ? kept.get() : make(new SmallFile(fileIn(folder)));
    }

    /// The public key: 32 bytes, as in RFC 8032, section 5.1.5.
    public Bytes publicKey() {
        return publicKey;
    }

    // What was written is read back: whatever stands in the file is what counts.
    private static NeuronKey make(SmallFile file) {
        String pem = PrivateKeyPem.generate();
        file.make(pem);
        return parse(pem, file.path());
    }

    private static NeuronKey parse(String pem, Path file) {
        try {
            return new NeuronKey(Bytes.of(PrivateKeyPem.publicKeyOf(pem)));
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
