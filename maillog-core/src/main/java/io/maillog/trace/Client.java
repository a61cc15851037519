package io.maillog.trace;

import org.jspecify.annotations.Nullable;

/**
 * The SMTP client that handed the message over. What the log does not say is {@code null}.
 *
 * @param host its name from the DNS
 * @param ip its address
 * @param port its TCP port
 * @param helo the name that it gave with HELO or EHLO
 * @param protocol SMTP, ESMTP and so on
 * @param tls the TLS version of the session
 * @param saslMethod the SASL mechanism
 * @param saslUsername the SASL user name that it has authenticated as; never that of a login that
 *     failed
 */
public record Client(
    @Nullable String host,
    @Nullable String ip,
    @Nullable Integer port,
    @Nullable String helo,
    @Nullable String protocol,
    @Nullable String tls,
    @Nullable String saslMethod,
    @Nullable String saslUsername) {}
