package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A context-free grammar of sentences that praise or blame. A line of its source is {@code rule:
 * alternative | alternative}; {@code {rule}} in an alternative is replaced by one of that rule's.
 * Where a rule {@code x} is not there, {@code x+} is meant in praise and {@code x-} in blame, and
 * {@code {!x}} means what says the opposite. Lines that begin with # are comments.
 */
final class Grammar {

  private static final Pattern REFERENCE = Pattern.compile("\\{(!?)(\\w+)}");

  private final Map<String, List<String>> rules;

  private Grammar(Map<String, List<String>> rules) {
    this.rules = rules;
  }

  /** From a file beside this class. */
  static Grammar load(String resource) {
    try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException when a line is no rule, or a rule that is referred to is
   *     missing
   */
  static Grammar parse(String source) {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    source
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              if (colon < 1) {
                throw new IllegalArgumentException("'%s' is no rule".formatted(line));
              }
              rules
                  .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                  .addAll(List.of(line.substring(colon + 2).split(" \\| ")));
            });
    Grammar grammar = new Grammar(rules);
    for (List<String> alternatives : rules.values()) {
      for (String alternative : alternatives) {
        REFERENCE.matcher(alternative).results().forEach(r -> grammar.requireRule(r.group(2)));
      }
    }
    return grammar;
  }

  private void requireRule(String rule) {
    name(rule, true);
    name(rule, false);
  }

  private String name(String rule, boolean praise) {
    String name = rules.containsKey(rule) ? rule : rule + (praise ? "+" : "-");
    if (!rules.containsKey(name)) {
      throw new IllegalArgumentException("There is no rule '%s'".formatted(name));
    }
    return name;
  }

  /** Begins a text. */
  Draft draft(Random random) {
    return new Draft(random);
  }

  /**
   * A text in the making. Of each rule every alternative is used before one comes again, so that a
   * text repeats itself little.
   */
  final class Draft {

    private final Random random;
    private final Map<String, Deque<String>> unused = new HashMap<>();

    private Draft(Random random) {
      this.random = random;
    }

    /** A phrase of the rule. */
    String write(String rule, boolean praise) {
      Matcher references = REFERENCE.matcher(next(name(rule, praise)));
      return references.replaceAll(
          reference ->
              Matcher.quoteReplacement(
                  write(reference.group(2), praise == reference.group(1).isEmpty())));
    }

    private String next(String name) {
      Deque<String> deck = unused.computeIfAbsent(name, rule -> new ArrayDeque<>());
      if (deck.isEmpty()) {
        List<String> shuffled = new ArrayList<>(rules.get(name));
        Collections.shuffle(shuffled, random);
        deck.addAll(shuffled);
      }
      return deck.pop();
    }
  }
}
