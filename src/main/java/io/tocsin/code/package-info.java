/**
 * Plugins' code before it runs: finds source files and jars, compiles, and gives each plugin a class loader whose parent
 * shows the JDK, {@code io.tocsin.spi} and SLF4J and nothing else of the bot.
 *
 * <p>Threads: {@link io.tocsin.code.PluginDirectory#read} runs on the caller's thread and keeps nothing.
 *
 * <p>Imports {@code spi}, {@code config} and {@code bytecode}; imported by {@code plugin} and the root.
 */
@NullMarked
package io.tocsin.code;

import org.jspecify.annotations.NullMarked;
