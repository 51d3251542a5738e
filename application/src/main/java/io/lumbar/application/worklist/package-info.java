/**
 * What somebody in the clinic must see to, and what the clinic does by itself when nobody does: the policies look at what
 * stands, at a time that all instances share, and act through the ordinary commands.
 */
@NullMarked
package io.lumbar.application.worklist;

import org.jspecify.annotations.NullMarked;
