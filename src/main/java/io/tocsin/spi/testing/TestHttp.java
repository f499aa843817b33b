package io.tocsin.spi.testing;

import io.tocsin.spi.Http;
import java.util.List;

/**
 * The internet, as the plugin under test sees it: a request that nobody has scripted fails, and so does the test.
 * Requests are written as method and address, such as {@code GET https://example.com/health}.
 */
public interface TestHttp {

    /** Answers all such requests from now on, in place of what was said before. */
    TestHttp answer(String request, int status, String body);

    /** The same, with headers, their names in lower case. */
    TestHttp answer(String request, Http.Answer answer);

    /** Lets all such requests fail from now on, as if nobody were there. */
    TestHttp fail(String request);

    /** Every request that was made, in order, such as {@code GET https://example.com/health}. */
    List<String> asked();

    /** The same with their headers and bodies. */
    List<Http.Request> requests();
}
