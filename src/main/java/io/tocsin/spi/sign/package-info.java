/**
 * Signs requests as cloud services want them: {@link io.tocsin.spi.sign.Aws4} for AWS and what speaks like it, {@link
 * io.tocsin.spi.sign.Tencent3} and {@link io.tocsin.spi.sign.TencentQuery} for Tencent Cloud. Part of the contract, so
 * that plugins need not bring a library for it.
 *
 * <p>Signers have no state but their credentials, and any thread may use them. Whoever makes requests imports this.
 */
package io.tocsin.spi.sign;
