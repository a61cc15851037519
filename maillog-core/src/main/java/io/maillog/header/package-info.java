/** Who logged a line, and when: everything before the message part, as offsets into the line. */
@NullMarked
package io.maillog.header;

import org.jspecify.annotations.NullMarked;
