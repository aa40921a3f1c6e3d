package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.util.stream.Stream;

/// The contents of a pair of files in PEM.
final class PemContents implements Contents {
    private final SmallFile chainFile;
    private final SmallFile keyFile;
    private final byte[] chain;
    private final byte[] key;

    private PemContents(SmallFile chainFile, SmallFile keyFile, byte[] chain, byte[] key) {
        this.chainFile = chainFile;
        this.keyFile = keyFile;
        this.chain = chain;
        this.key = key;
    }

    static Loading<Contents> read(CertificateSource.PemPair pair) {
        SmallFile chain = new SmallFile(pair.certificate());
        SmallFile key = new SmallFile(pair.key());
        return chain.read()
                .and(
                        key.read(),
                        (its, other) ->
                                new Loading.Loaded<>(new PemContents(chain, key, its, other)));
    }

    @Override
    public Stream<byte[]> parts() {
        return Stream.of(chain, key);
    }

    @Override
    public Loading<ServerCertificate> certificate() {
        return PemCertificates.in(chainFile, chain)
                .and(
                        PemPrivateKey.in(keyFile, key),
                        (certificates, privateKey) ->
                                ServerCertificate.of(
                                        new ServerCertificate.Origin(
                                                chainFile.toString(), keyFile.toString()),
                                        certificates,
                                        privateKey));
    }
}
