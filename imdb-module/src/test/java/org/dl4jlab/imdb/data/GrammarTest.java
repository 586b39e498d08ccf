package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrammarTest {

  private static final Grammar GRAMMAR =
      Grammar.parse(
          """
          # A comment.
          clause: it was {word}, not {!word}
          both: {!clause}, but {clause}

          word+: good
          word-: bad
          day: Monday | Tuesday
          day: Friday
          """);

  private static String write(String rule, boolean praise) {
    return GRAMMAR.draft(new Random(1)).write(rule, praise);
  }

  @Test
  void praiseAndBlameTakeTheirOwnWords() {
    assertEquals("it was good, not bad", write("clause", true));
    assertEquals("it was bad, not good", write("clause", false));
    assertEquals("it was bad, not good, but it was good, not bad", write("both", true));
  }

  @Test
  void everyAlternativeIsUsedBeforeOneComesAgain() {
    Grammar.Draft draft = GRAMMAR.draft(new Random(1));
    Set<String> days = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      days.add(draft.write("day", true));
    }
    assertEquals(Set.of("Friday", "Monday", "Tuesday"), days);
  }

  @Test
  void mistakesInTheGrammarAreNamed() {
    var missing = assertThrows(IllegalArgumentException.class, () -> Grammar.parse("a: {b}"));
    assertEquals("There is no rule 'b+'", missing.getMessage());
    var half = assertThrows(IllegalArgumentException.class, () -> Grammar.parse("a: {b}\nb+: c"));
    assertEquals("There is no rule 'b-'", half.getMessage());
    var none = assertThrows(IllegalArgumentException.class, () -> Grammar.parse("a = b"));
    assertEquals("'a = b' is no rule", none.getMessage());
  }
}
