package org.careagent.neuron.load.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Where a Neuron listens.
///
/// @param tls what its certificate is checked with, if it serves TLS
public record Door(InetSocketAddress address, Optional<SSLContext> tls) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The loopback address 127.0.0.`last`, as one to come from.
    public static InetAddress from(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (IOException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /// Connects, with a patience of a minute for this and for each read.
    public Connection connect(InetAddress from) throws IOException {
        return connect(from, PATIENCE);
    }

    private Connection connect(InetAddress from, Duration patience) throws IOException {
        Socket tcp = new Socket();
        try {
            tcp.setTcpNoDelay(true);
            tcp.setSoTimeout((int) patience.toMillis());
            tcp.bind(new InetSocketAddress(from, 0));
            tcp.connect(address, (int) patience.toMillis());
            return new Connection(tcp, secured(tcp), host());
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    private Socket secured(Socket tcp) throws IOException {
        if (tls.isEmpty()) {
            return tcp;
        }
        SSLSocket secured =
                (SSLSocket)
                        tls.get()
                                .getSocketFactory()
                                .createSocket(
                                        tcp, address.getHostString(), address.getPort(), true);
        SSLParameters checked = secured.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(checked);
        secured.startHandshake();
        return secured;
    }

    /// Connects and asks for an upgrade.
    public Connection queue(InetAddress from) throws IOException {
        Connection connection = connect(from);
        try {
            connection.askForUpgrade();
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// A whole handshake, from the connection to its end.
    public Outcome shakeHands(InetAddress from, Patient patient) {
        try (Connection connection = queue(from)) {
            return connection.shakeHands(patient);
        } catch (IOException e) {
            return new Outcome.Failed(e.toString());
        }
    }

    /// Asks for `/health`.
    ///
    /// @param patience for the connection and for each read
    /// @return the status of the answer; empty if there is none
    public Optional<Integer> health(InetAddress from, Duration patience) {
        try (Connection connection = connect(from, patience)) {
            connection.askFor("/health");
            return Optional.of(connection.answer().status());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private String host() {
        return address.getHostString() + ":" + address.getPort();
    }
}
