/**
 * Rooms that are telephones: messages cut to a few segments, by Twilio, and by Tencent Cloud, which fills in templates.
 *
 * <p>Everything is immutable or safe for use by many threads; calls block on the {@link io.tocsin.spi.Http} that is handed
 * in. Imports {@code spi}, {@code channel} and Jackson alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.sms;

import org.jspecify.annotations.NullMarked;
