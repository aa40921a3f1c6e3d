package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.certificatefiles.CertificateFiles;
import org.careagent.neuron.adapters.outbound.certificatefiles.Fault;
import org.careagent.neuron.adapters.outbound.certificatefiles.Loading;
import org.careagent.neuron.adapters.outbound.certificatefiles.ServerCertificate;
import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.bootstrap.TlsFiles;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return tls.isPresent() ? of(tls.get()) : List.of(without());
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
                        "Fine for a trial. Before patients come, set server.tls; or put a TLS proxy"
                                + " before it and set axon.endpointUrl to its https: address.")
                : Finding.ok(subject(), "none, and only this machine connects");
    }

    private List<Finding> of(Settings.Tls tls) throws IOException {
        List<Finding> findings = new ArrayList<>();
        switch (CertificateFiles.load(TlsFiles.of(tls))) {
            case Loading.Loaded<ServerCertificate>(ServerCertificate certificate) ->
                    findings.add(dates(certificateFile(tls), certificate));
            case Loading.Faulty<ServerCertificate>(List<Fault> faults) ->
                    faults.stream().map(this::finding).forEach(findings::add);
        }
        exposed(keyFile(tls)).ifPresent(findings::add);
        return findings;
    }

    private static Path certificateFile(Settings.Tls tls) {
        return switch (tls) {
            case Settings.Tls.Pem pem -> pem.certificate().toAbsolutePath().normalize();
            case Settings.Tls.KeyStore store -> store.file().toAbsolutePath().normalize();
        };
    }

    private static Path keyFile(Settings.Tls tls) {
        return switch (tls) {
            case Settings.Tls.Pem pem -> pem.key().toAbsolutePath().normalize();
            case Settings.Tls.KeyStore store -> store.file().toAbsolutePath().normalize();
        };
    }

    private Finding finding(Fault fault) {
        return Finding.fault(subject(), fault.words(), fault.advice());
    }

    private Finding dates(Path file, ServerCertificate certificate) {
        return switch (Validity.of(certificate.start(), certificate.end(), clock.instant())) {
            case GOOD -> Finding.ok(subject(), file + " is valid until " + certificate.end());
            case ENDS_SOON ->
                    Finding.warning(
                            subject(),
                            file + " ends " + certificate.end(),
                            "Renew it in time: from then on agents cannot connect.");
            case ENDED ->
                    Finding.fault(
                            subject(),
                            file + " ended " + certificate.end(),
                            "Renew it: agents cannot connect.");
            case NOT_YET ->
                    Finding.fault(
                            subject(),
                            file + " is valid only from " + certificate.start(),
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
