package io.tocsin.bundled.sns;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A topic by its ARN, such as {@code arn:aws:sns:eu-central-1:123456789012:ops}. */
record Topic(String arn, String partition, String region, boolean ordered) {

    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]{0,20}):sns:([a-z0-9-]{1,30}):\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

    static Topic of(String address) throws RoomException {
        Matcher matcher = ARN.matcher(address);
        if (!matcher.matches()) {
            throw new RoomException(
                    Kind.REFUSED,
                    "sns:" + address + " is no topic; write it as sns:arn:aws:sns:eu-central-1:123456789012:ops");
        }
        return new Topic(address, matcher.group(1), matcher.group(2), matcher.group(3) != null);
    }

    /** The address of the API in a region. */
    String api(String of) {
        return "https://sns." + of + (partition.equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com");
    }
}
