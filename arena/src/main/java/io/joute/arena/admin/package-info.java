/**
 * Who may administer this arena and what was done: the password, sessions with limits, delays after wrong passwords, and
 * the audit trail. Uses no other package.
 */
@NullMarked
package io.joute.arena.admin;

import org.jspecify.annotations.NullMarked;
