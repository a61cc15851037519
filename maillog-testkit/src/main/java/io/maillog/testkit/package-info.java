/** The tests that every dialect has to pass. */
@NullMarked
package io.maillog.testkit;

import org.jspecify.annotations.NullMarked;
