package io.maillog.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Decodes what another program compressed: the SPI by which logs are read in further forms than
 * gzip, which needs none. {@code maillog-compress} has it for zstd, xz and bzip2.
 *
 * <p>Found by {@link java.util.ServiceLoader} with the class loader of this library, or in its
 * layer of modules, once, when the first input is opened. One that cannot be loaded, or is asked
 * for and lacks a class, is as if it were not there. Of several for one magic number the first that
 * can be loaded is taken.
 *
 * <p>An instance is used by several threads at once, and has no state; each stream that it opens is
 * used by one thread at a time.
 */
public interface Decompressor {
  /** What it decodes, in a word, as errors say it: {@code xz}. */
  String name();

  /**
   * How an input may begin that this decodes, of 2 to 32 bytes each, such that no text does. Asked
   * once. Of the numbers of all decompressors the longest that fits decides.
   */
  List<byte[]> magicNumbers();

  /**
   * Decodes an input, from its magic number on, to its very end: members that follow each other are
   * one text, in their order. It streams: what it holds of the input and of the text has a limit,
   * whatever the input claims, and the class says which.
   *
   * <p>The result is closed by who asked for it, and then frees what it holds; it may close {@code
   * compressed}, which does nothing. {@code compressed} has a buffer, and its {@code available()}
   * tells what is in it. A thread that reads it waits only where {@code compressed} does. It ends
   * only where {@code compressed} does: what were left of it would be an error.
   *
   * <p>Input that is damaged or cut, however, may be answered by any exception, here or where the
   * result is read; so may hostile input. It is told as an error of that input, with the message,
   * behind all that was decoded: what a read had put into the array, from its first place on, when
   * it threw is taken too. Nothing is asked of the stream any more, but to be closed.
   *
   * @throws IOException if that is no input of this kind; or what {@code compressed} throws
   * @throws UnsupportedOperationException here or from the result: this may be sound, but asks for
   *     what is not given, such as too much memory; the message says what
   */
  InputStream open(InputStream compressed) throws IOException;
}
