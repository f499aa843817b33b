package io.tocsin.source;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Writes a GraphQL query as the body of a request. */
final class Graphql {

    private Graphql() {}

    static String wrap(String query) {
        return "{\"query\":\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(query)) + "\"}";
    }
}
