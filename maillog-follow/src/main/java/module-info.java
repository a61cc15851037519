/** Logs as they are written, across rotations and restarts. */
module io.maillog.follow {
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive io.maillog.core;

  exports io.maillog.follow;
}
