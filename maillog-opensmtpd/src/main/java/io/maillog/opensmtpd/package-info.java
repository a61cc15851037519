/**
 * OpenSMTPD's lines. {@link io.maillog.opensmtpd.OpenSmtpdDialect} is all that is public.
 *
 * <p>Most lines are {@code SESSION PROCESS EVENT KEY=VALUE …} since 6.0; {@code PROCESS: sentence}
 * before. {@link io.maillog.opensmtpd.OpenSmtpdLineParser} chooses the class that reads the rest,
 * and each class names the function of the server that writes the line.
 */
@NullMarked
package io.maillog.opensmtpd;

import org.jspecify.annotations.NullMarked;
