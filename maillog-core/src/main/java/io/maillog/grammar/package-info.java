/**
 * What the grammars of several servers share: SMTP's commands and replies, words packed into
 * numbers, addresses in brackets, the heads of known texts. Not exported to everybody: it changes
 * with the grammars.
 */
@NullMarked
package io.maillog.grammar;

import org.jspecify.annotations.NullMarked;
