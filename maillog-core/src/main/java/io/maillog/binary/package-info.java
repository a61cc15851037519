/**
 * Events and traces as bytes: a compact form to ship between programs, which batch and stream
 * engines can store and send on. {@link io.maillog.binary.BinaryWriter} writes it, {@link
 * io.maillog.binary.BinaryReader} reads it; how it looks is told by {@code docs/binary-form.md}.
 *
 * <p>It has a version, and only grows within one: a reader passes over what a newer writer adds,
 * and says so of a word that it does not know. For people, and for programs that are not in Java,
 * NDJSON is better ({@code io.maillog.ndjson}).
 */
@NullMarked
package io.maillog.binary;

import org.jspecify.annotations.NullMarked;
