package io.tocsin.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A form with files, as a browser would post it. Used by one thread. */
public final class Multipart {

    private final String boundary = UUID.randomUUID().toString();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Multipart field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param fileName what cannot stand in a header is replaced */
    public Multipart file(String name, String fileName, String mediaType, byte[] content) {
        String safe = fileName.replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        return part(
                "form-data; name=\"" + name + "\"; filename=\"" + safe + "\"",
                "Content-Type: " + mediaType.replaceAll("\\p{Cntrl}", "") + "\r\n", content);
    }

    private Multipart part(String disposition, String header, byte[] content) {
        text("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n" + header + "\r\n");
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** The whole of it; nothing can be added afterwards. */
    public byte[] bytes() {
        text("--" + boundary + "--\r\n");
        return body.toByteArray();
    }
}
