/** What the application does again and again, by one instance at a time: jobs of db-scheduler on the database's clock. */
@NullMarked
package io.lumbar.infrastructure.job;

import org.jspecify.annotations.NullMarked;
