package io.tocsin.spi;

import java.nio.charset.StandardCharsets;

/** A file that comes with a message: an image, or text that is too long for the chat. Nothing is copied. */
public final class Attachment {

    private final String name;
    private final String mediaType;
    private final byte[] content;

    /**
     * A file.
     *
     * @param name such as {@code shop-24h.png}
     * @param mediaType such as {@code image/png}
     */
    public Attachment(String name, String mediaType, byte[] content) {
        this.name = name;
        this.mediaType = mediaType;
        this.content = content;
    }

    public static Attachment text(String name, String text) {
        return new Attachment(name, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] content() {
        return content;
    }

    public boolean isImage() {
        return mediaType.startsWith("image/");
    }

    @Override
    public String toString() {
        return name + " (" + mediaType + ", " + content.length + " bytes)";
    }
}
