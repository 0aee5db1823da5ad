/**
 * Who may administer this arena, what was done, and what operators write for visitors: the password, sessions with limits, delays
 * after wrong passwords, the audit trail, suggested questions. Uses no other package.
 */
@NullMarked
package io.joute.arena.admin;

import org.jspecify.annotations.NullMarked;
