/** Logs that were compressed by zstd, xz or bzip2, each decoded by a library that is optional. */
@NullMarked
package io.maillog.compress;

import org.jspecify.annotations.NullMarked;
