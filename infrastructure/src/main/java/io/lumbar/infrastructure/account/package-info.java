/** What follows from the accounts' events: the rows that are asked at the door, and the list of accounts. */
@NullMarked
package io.lumbar.infrastructure.account;

import org.jspecify.annotations.NullMarked;
