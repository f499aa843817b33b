/**
 * Objects of S3, and of what speaks like it, behind the face of the outgoing client: an address such as {@code
 * s3://bucket/key} becomes a signed request. Credentials are looked for where AWS's own tools look.
 *
 * <p>Used by the thread that reads the file of monitors; the root alone imports this.
 */
@NullMarked
package io.tocsin.aws;

import org.jspecify.annotations.NullMarked;
