/**
 * The monitor type {@code ckafka}: how far consumers of Tencent Cloud's Kafka lag behind, as the cloud's own API says it;
 * for clusters whose brokers the bot cannot reach. A topic's lag is summed over its partitions, and each topic is a line of
 * its own, in the words of {@code plugins/KafkaLag.java}.
 *
 * <p>Requests are those of the monitor type {@code http}, which is handed in and signs them. Blocking, for virtual threads.
 * Imports {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.ckafka;

import org.jspecify.annotations.NullMarked;
