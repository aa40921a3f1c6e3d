package org.careagent.neuron.bootstrap.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The PostgreSQL server.
///
/// @param url `jdbc:postgresql:…`
record DatabaseServer(String url) {
    // Of several servers the first.
    private static final Pattern SERVER =
            Pattern.compile("jdbc:postgresql://(\\[[^]]*]|[^:/,?]+)(?::(\\d{1,5}))?.*");
    private static final int PRESET_PORT = 5432;
    private static final int LAST_PORT = 65_535;

    /// Whether it can be reached.
    Finding finding(String subject) {
        InetSocketAddress address = address();
        String shown = "PostgreSQL server " + address.getHostString() + ":" + address.getPort();
        try (Socket socket = new Socket()) {
            // Looks the name up only now.
            socket.connect(
                    new InetSocketAddress(address.getHostString(), address.getPort()),
                    Math.toIntExact(Web.PATIENCE.toMillis()));
            return Finding.ok(subject, shown + " takes connections");
        } catch (IOException _) {
            return Finding.fault(
                    subject,
                    shown + " cannot be reached",
                    "Check storage.url, that the server runs, and the firewall in between.");
        }
    }

    /// Its host and port. Without any in the URL it is on this machine.
    InetSocketAddress address() {
        Matcher matcher = SERVER.matcher(url);
        if (!matcher.matches()) {
            return InetSocketAddress.createUnresolved("localhost", PRESET_PORT);
        }
        String port = matcher.group(2);
        return InetSocketAddress.createUnresolved(
                matcher.group(1),
                port == null ? PRESET_PORT : Math.min(Integer.parseInt(port), LAST_PORT));
    }
}
