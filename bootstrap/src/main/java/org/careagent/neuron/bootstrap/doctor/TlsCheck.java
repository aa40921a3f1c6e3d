package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What TLS is served with: dates, key, and who may read that.
record TlsCheck(Settings settings, InstantSource clock) implements Check {
    @Override
    public String subject() {
        return "TLS";
    }

    @Override
    public List<Finding> findings() throws IOException {
        Optional<Settings.Tls> tls = settings.server().tls();
        if (tls.isEmpty()) {
            return List.of(without());
        }
        return switch (tls.get()) {
            case Settings.Tls.Pem pem -> of(pem);
            case Settings.Tls.KeyStore keyStore -> of(keyStore);
        };
    }

    private Finding without() {
        boolean behindProxy =
                settings.axon()
                        .endpoint()
                        .map(AgentEndpoint::uri)
                        .filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith("https:"))
                        .isPresent();
        if (behindProxy) {
            return Finding.ok(subject(), "served by the proxy at axon.endpointUrl");
        }
        return settings.server().isOpenToAll()
                ? Finding.warning(
                        subject(),
                        "none: agents of other machines connect in plain text",
                        "Fine for a trial. Before patients come, put a TLS proxy before it and set"
                                + " axon.endpointUrl to its https: address.")
                : Finding.ok(subject(), "none, and only this machine connects");
    }

    private List<Finding> of(Settings.Tls.Pem pem) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path file = pem.certificate().toAbsolutePath().normalize();
        Optional<X509Certificate> certificate = Certificates.first(file);
        findings.add(
                certificate
                        .map(each -> dates(file, each))
                        .orElseGet(() -> unreadable(file + " is no certificate in PEM")));
        Path key = pem.key().toAbsolutePath().normalize();
        certificate.ifPresent(each -> key(key, each).ifPresent(findings::add));
        exposed(key).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> key(Path file, X509Certificate certificate) {
        return switch (PemKey.read(file, certificate.getPublicKey())) {
            case PemKey.Usable(PrivateKey key) ->
                    Certificates.belong(key, certificate.getPublicKey())
                            ? Optional.empty()
                            : Optional.of(
                                    Finding.fault(
                                            subject(),
                                            "the key in "
                                                    + file
                                                    + " is not that of the certificate",
                                            "Put the two that were made together into"
                                                    + " server.tls.key and"
                                                    + " server.tls.certificate."));
            case PemKey.OfAnotherForm() ->
                    Optional.of(
                            Finding.warning(
                                    subject(),
                                    "the key in " + file + " is not PKCS#8 and cannot be checked",
                                    "openssl pkcs8 -topk8 -nocrypt -in "
                                            + FileRights.quoted(file)
                                            + " -out NEW"));
            case PemKey.Unreadable() ->
                    Optional.of(
                            unreadable(file + " is no private key in PEM for that certificate"));
        };
    }

    private List<Finding> of(Settings.Tls.KeyStore tls) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path file = tls.file().toAbsolutePath().normalize();
        try {
            Optional<X509Certificate> certificate = Certificates.inKeyStore(file, tls.password());
            findings.add(
                    certificate
                            .map(each -> dates(file, each))
                            .orElseGet(() -> unreadable(file + " holds no private key")));
        } catch (IOException | GeneralSecurityException _) {
            findings.add(
                    unreadable(
                            file
                                    + " does not open: it is no PKCS#12 file, or has another password"));
        }
        exposed(file).ifPresent(findings::add);
        return findings;
    }

    private Finding unreadable(String words) {
        return Finding.fault(
                subject(), words, "Check the paths in server.tls, and who may read the files.");
    }

    private Finding dates(Path file, X509Certificate certificate) {
        return switch (Certificates.validity(certificate, clock.instant())) {
            case GOOD ->
                    Finding.ok(
                            subject(),
                            file + " is valid until " + certificate.getNotAfter().toInstant());
            case ENDS_SOON ->
                    Finding.warning(
                            subject(),
                            file + " ends " + certificate.getNotAfter().toInstant(),
                            "Renew it in time: from then on agents cannot connect.");
            case ENDED ->
                    Finding.fault(
                            subject(),
                            file + " ended " + certificate.getNotAfter().toInstant(),
                            "Renew it: agents cannot connect.");
            case NOT_YET ->
                    Finding.fault(
                            subject(),
                            file + " is valid only from " + certificate.getNotBefore().toInstant(),
                            "Check this machine's clock, or take the one that is valid now.");
        };
    }

    private Optional<Finding> exposed(Path file) throws IOException {
        return Files.exists(file) && FileRights.mayBeRead(PrivateFiles.rightsOfOthers(file))
                ? Optional.of(
                        Finding.warning(
                                subject(),
                                "others than its owner may read the private key " + file,
                                "chmod go-rwx " + FileRights.quoted(file)))
                : Optional.empty();
    }
}
