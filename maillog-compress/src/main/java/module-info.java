/** Decodes zstd, xz and bzip2; each needs the module of its library to be there too. */
module io.maillog.compress {
  requires static com.github.luben.zstd_jni;
  requires static org.apache.commons.compress;
  requires static org.jspecify;
  requires static org.tukaani.xz;
  requires transitive io.maillog.core;

  exports io.maillog.compress;

  provides io.maillog.bytes.Decompressor with
      io.maillog.compress.ZstdDecompressor,
      io.maillog.compress.XzDecompressor,
      io.maillog.compress.Bzip2Decompressor;
}
