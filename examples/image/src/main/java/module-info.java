/** One line for the log of one server: what it needs of core comes with it. */
module org.example.mailcount {
  requires io.maillog.postfix;
}
