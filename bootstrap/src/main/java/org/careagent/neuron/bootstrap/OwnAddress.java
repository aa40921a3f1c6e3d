package org.careagent.neuron.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Where a program on this machine reaches a server that listens here.
public final class OwnAddress {
    private OwnAddress() {}

    /// The host for an address of the web. Who listens on all addresses is reached on the machine's
    /// own.
    ///
    /// @param host what the server listens on
    public static String of(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress()
                    ? "localhost"
                    : host.contains(":") ? "[" + host + "]" : host;
        } catch (UnknownHostException _) {
            return host;
        }
    }
}
