package io.maillog.follow.file;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a log is read from that no checkpoint knows. Immutable.
 *
 * @param atEnd whether from its end, as it is at the first look; else from its beginning
 * @param rotated whether its beginning is that of the files that it was rotated into
 * @param since from the first line of that time on, wherever it is; {@code null} if that is not
 *     asked
 * @param zone the zone of stamps that state no offset
 */
public record Start(boolean atEnd, boolean rotated, @Nullable Instant since, ZoneId zone) {
  /**
   * From the beginning of the file that is written now: one that came while others were followed.
   */
  public Start ofNewFile() {
    return new Start(false, false, null, zone);
  }
}
