package org.dl4jlab.imdb.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.imdb.explain.Explanation.Segment;
import org.dl4jlab.imdb.explain.Explanation.Word;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of our making in the sentiment network's shape: filter 0 sees "good" anywhere in a
 * window, filter 1 sees "bad"; one hidden unit for each; the output adds the first and takes the
 * second away.
 */
class ExplainerTest {

  private static final int LENGTH = 10;

  /** The numbers of "good" are (1, 0), those of "bad" (0, 1), "film" has none. */
  private static final WordVectors VECTORS =
      new WordVectors(
          List.of("good", "bad", "film"),
          new EmbeddingMatrix(new float[] {0, 0, 1, 0, 0, 1, 0, 0}, 2));

  private static Explainer explainer() {
    ComputationGraph graph =
        new ComputationGraph(SentimentCnn.configuration(new SentimentOptions(2, LENGTH, 0.001, 1)));
    graph.init();
    graph.params().assign(0);
    // Only the middle tap sees a word, so a window has its word in the middle.
    putMiddleTap(graph, 3, 0, 0);
    putMiddleTap(graph, 2, 1, 1);
    put(graph, SentimentCnn.HIDDEN, 1, 0, 0);
    put(graph, SentimentCnn.HIDDEN, 1, 1, 1);
    put(graph, SentimentCnn.OUTPUT, 0.5, 0, 0);
    put(graph, SentimentCnn.OUTPUT, -1, 1, 0);
    return new Explainer(graph, VECTORS, LENGTH);
  }

  /** DL4J reads these weights' memory in the reverse order of their shape. */
  private static void putMiddleTap(ComputationGraph graph, double value, long filter, long number) {
    INDArray weights = graph.getLayer(SentimentCnn.CONVOLUTION).getParam("W");
    long filters = weights.size(0);
    long vectorSize = weights.size(1);
    weights.reshape(weights.length()).putScalar(filter + filters * (number + vectorSize), value);
  }

  private static void put(ComputationGraph graph, String layer, double value, int... place) {
    INDArray weights = graph.getLayer(layer).getParam("W");
    weights.putScalar(place, value);
  }

  @Test
  void theLogitIsSharedOutToTheWordsOfTheWinningWindows() {
    Explanation explanation = explainer().explain(CleanText.of("film good film film bad film"));
    // 0.5 * 3 - 1 * 2
    assertEquals(1 / (1 + Math.exp(0.5)), explanation.probabilities().get(1), 1e-5);
    assertEquals(0, explanation.predicted());
    List<Segment> words = explanation.segments().stream().filter(s -> !s.text().isBlank()).toList();
    assertEquals(
        "film good film film bad film",
        words.stream().map(Segment::text).collect(Collectors.joining(" ")));
    double[] expected = {0.5, 0.5, 0.5, -2 / 3.0, -2 / 3.0, -2 / 3.0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], words.get(i).weight(), 1e-5, "word " + i);
    }
    assertEquals(6, explanation.known());
    assertEquals(-1, explanation.strength(words.get(4)), 1e-5);
  }

  @Test
  void whatIsBetweenWordsStaysAndUnknownWordsWeighNothing() {
    Explanation explanation = explainer().explain(CleanText.of("A film,<br />good!"));
    assertEquals(
        "A film,<br />good!",
        explanation.segments().stream().map(Segment::text).collect(Collectors.joining()));
    assertEquals(2, explanation.known());
    assertEquals(5, explanation.tokens());
    assertEquals("film", explanation.deciding(1).get(0).text());
  }

  @Test
  void thePersonsTextStaysAsItWasWritten() {
    String written = "film \u201CGood\u201D film \u2014 bad&nbsp;&hellip; <b>film</b> \u2026";
    Explanation explanation = explainer().explain(CleanText.of(written));
    assertEquals(
        written, explanation.segments().stream().map(Segment::text).collect(Collectors.joining()));
    assertEquals(
        List.of("film", "Good", "film", "bad", "film"),
        explanation.segments().stream().filter(s -> s.weight() != 0).map(Segment::text).toList());
  }

  /** Also where the text has characters of two chars, entities and tags. */
  @Test
  void decidingWordsAreWhereTheyWereWritten() {
    String written = "\uD83D\uDE00 film <b>good</b>&nbsp;film \u2026 bad. Plot";
    List<Word> words = explainer().explain(CleanText.of(written)).decidingWords();
    assertEquals(List.of("film", "good", "film", "bad"), words.stream().map(Word::word).toList());
    words.forEach(word -> assertEquals(word.word(), written.substring(word.start(), word.end())));
    assertEquals(List.of(3, 11), words.stream().limit(2).map(Word::start).toList());
    assertEquals(-1, words.get(3).weight(), 1e-5);
  }

  @Test
  void wordsBeyondTheNetworksLengthAreCounted() {
    Explanation explanation = explainer().explain(CleanText.of("film plot ".repeat(LENGTH + 3)));
    assertEquals(LENGTH, explanation.known());
    assertEquals(3, explanation.unread());
    assertEquals(2 * (LENGTH + 3), explanation.tokens());
  }

  /** Logits 0.5 * 3, -2 and 0, so the first class is 1.5 + 0.5 / 3 above the mean of all. */
  @Test
  void ofSeveralClassesTheWordsForThePredictedOneAreMarked() {
    ComputationGraph graph =
        new ComputationGraph(
            SentimentCnn.configuration(new SentimentOptions(2, LENGTH, 0.001, 1, 3)));
    graph.init();
    graph.params().assign(0);
    putMiddleTap(graph, 3, 0, 0);
    putMiddleTap(graph, 2, 1, 1);
    put(graph, SentimentCnn.HIDDEN, 1, 0, 0);
    put(graph, SentimentCnn.HIDDEN, 1, 1, 1);
    put(graph, SentimentCnn.OUTPUT, 0.5, 0, 0);
    put(graph, SentimentCnn.OUTPUT, -1, 1, 1);
    Explanation explanation =
        new Explainer(graph, VECTORS, LENGTH).explain(CleanText.of("film good film film bad film"));
    assertEquals(0, explanation.predicted());
    double sum = Math.exp(1.5) + Math.exp(-2) + 1;
    assertEquals(Math.exp(1.5) / sum, explanation.probability(), 1e-5);
    assertEquals(Math.exp(-2) / sum, explanation.probabilities().get(1), 1e-5);
    double[] expected = {1 / 3.0, 1 / 3.0, 1 / 3.0, 2 / 9.0, 2 / 9.0, 2 / 9.0};
    List<Segment> words = explanation.segments().stream().filter(s -> !s.text().isBlank()).toList();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], words.get(i).weight(), 1e-5, "word " + i);
    }
  }

  @Test
  void marksAreReadableWithoutColours() {
    String marked = HighlightedText.of(explainer().explain(CleanText.of("film bad film")), false);
    assertEquals("[-film] [-bad] [-film]", marked);
    assertTrue(
        HighlightedText.of(explainer().explain(CleanText.of("good good good")), true)
            .contains("\u001B[1;34m[+good]"));
  }

  @Test
  void aTextWithoutKnownWordsHasNoExplanation() {
    Explainer explainer = explainer();
    assertThrows(UserException.class, () -> explainer.explain(CleanText.of("unheard of")));
  }

  @Test
  void vectorsOfAnotherSizeAreRefused() {
    ComputationGraph graph =
        new ComputationGraph(SentimentCnn.configuration(new SentimentOptions(3, LENGTH, 0.001, 1)));
    graph.init();
    assertTrue(
        assertThrows(UserException.class, () -> new Explainer(graph, VECTORS, LENGTH))
            .getMessage()
            .contains("size 3, but these have size 2"));
  }
}
