package org.dl4jlab.imdb.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.imdb.encoding.TextLayout;
import org.dl4jlab.imdb.explain.Explanation.Segment;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.imdb.text.Tokenizer;
import org.dl4jlab.imdb.text.Tokenizer.Token;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.nets.SentimentCnn;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Predicts texts with the sentiment network and says which words decided. Behind the global maximum
 * the network is linear but for its ReLUs: with the hidden units that are on, the logit is a sum
 * over the filters, each its strongest window's value times its effect. That summand is shared out
 * evenly to the words of the window. Of more than two classes it is the predicted one's logit less
 * the mean of all, as only differences of logits matter to a softmax.
 */
public final class Explainer {

  private final ComputationGraph graph;
  private final WordVectors vectors;
  private final int length;
  private final boolean reasons;
  private final TextLayout layout;

  /**
   * A text's tokens that have vectors: as many as the network takes, and how many more.
   *
   * @param numbers that the network is given
   */
  private record Known(List<Token> tokens, int[] numbers, int unread) {}

  /**
   * @param graph a {@link SentimentCnn} that takes these vectors
   * @param length tokens to which a text is cut
   * @throws UserException when the graph takes vectors of another size
   */
  public Explainer(ComputationGraph graph, WordVectors vectors, int length) {
    long size = graph.getLayer(SentimentCnn.CONVOLUTION).getParam("W").size(1);
    if (size != vectors.size()) {
      throw new UserException(
          "The network takes word vectors of size %d, but these have size %d"
              .formatted(size, vectors.size()));
    }
    this.graph = graph;
    this.vectors = vectors;
    this.length = length;
    this.reasons = true;
    this.layout = null;
  }

  private Explainer(ComputationGraph graph, WordVectors vectors, TextLayout layout, int length) {
    this.graph = graph;
    this.vectors = vectors;
    this.length = length;
    this.reasons = false;
    this.layout = layout;
  }

  /**
   * Predicts texts with any network, and says of no word that it decided.
   *
   * @param graph with one input of word vectors
   * @param layout of texts for a network that was given word numbers, else null
   */
  public static Explainer withoutReasons(
      ComputationGraph graph, WordVectors vectors, TextLayout layout, int length) {
    return new Explainer(graph, vectors, layout, length);
  }

  private List<Token> scan(CleanText text) {
    return layout == null ? Tokenizer.scan(text.text()) : layout.scan(text.text());
  }

  /** Whether a text has words with vectors. */
  public boolean knowsWordsOf(CleanText text) {
    return scan(text).stream()
        .anyMatch(token -> vectors.number(token.word()) != EmbeddingMatrix.PADDING);
  }

  /** A text as the network takes it; empty where no word of it has a vector. */
  public int[] numbers(CleanText text) {
    Known known = known(scan(text));
    return known.tokens().isEmpty() ? new int[0] : known.numbers();
  }

  /**
   * @throws UserException when the vectors know none of its words
   */
  public Explanation explain(CleanText text) {
    List<Token> tokens = scan(text);
    Known known = known(tokens);
    if (known.tokens().isEmpty()) {
      throw new UserException(
          "None of the text's %d words has a vector, so nothing can be said of it"
              .formatted(tokens.size()));
    }
    Map<String, INDArray> activations = activations(known.numbers());
    String last = graph.getConfiguration().getNetworkOutputs().get(0);
    float[] output = activations.get(last).toFloatVector();
    int predicted = Classification.of(output);
    int words = known.tokens().size();
    double[] weights = reasons ? weights(activations, words, predicted) : new double[words];
    return new Explanation(
        probabilities(output),
        predicted,
        segments(text, known.tokens(), weights),
        tokens.size(),
        words,
        known.unread());
  }

  /** Of each class; of two, the network gives the second's alone. */
  private static List<Double> probabilities(float[] output) {
    return output.length == 1
        ? List.of(1 - (double) output[0], (double) output[0])
        : IntStream.range(0, output.length).mapToObj(i -> (double) output[i]).toList();
  }

  private Known known(List<Token> tokens) {
    List<Token> found = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int unread = 0;
    for (Token token : tokens) {
      int number = vectors.number(token.word());
      if (number != EmbeddingMatrix.PADDING && found.size() < length) {
        found.add(token);
        numbers.add(number);
      } else if (number != EmbeddingMatrix.PADDING) {
        unread++;
      }
    }
    int[] given =
        layout == null
            ? numbers.stream().mapToInt(Integer::intValue).toArray()
            : layout.rows(
                tokens.stream().mapToInt(token -> vectors.number(token.word())).toArray(),
                vectors,
                length);
    return new Known(found, given, unread);
  }

  private Map<String, INDArray> activations(int[] numbers) {
    INDArray features =
        new TokenDataset(new int[][] {numbers}, new int[1], length, vectors.table())
            .batch(new int[] {0}, 0, 1)
            .features();
    return graph.feedForward(features, false);
  }

  /** What each known word adds to the logit. */
  private double[] weights(Map<String, INDArray> activations, int words, int predicted) {
    float[][] windows = activations.get(SentimentCnn.CONVOLUTION).slice(0).toFloatMatrix();
    float[] pooled = activations.get(SentimentCnn.POOLING).toFloatVector();
    double[] effects = effects(activations.get(SentimentCnn.ACTIVATION).toFloatVector(), predicted);
    double[] weights = new double[words];
    for (int filter = 0; filter < pooled.length; filter++) {
      int winner = winner(windows[filter]);
      int from = Math.min(winner, words);
      int to = Math.min(winner + SentimentCnn.WINDOW, words);
      for (int word = from; word < to; word++) {
        weights[word] += pooled[filter] * effects[filter] / (to - from);
      }
    }
    return weights;
  }

  /** How much the logit grows with each filter, through the hidden units that are on. */
  private double[] effects(float[] hidden, int predicted) {
    float[][] first = graph.getLayer(SentimentCnn.HIDDEN).getParam("W").toFloatMatrix();
    double[] second = logitOf(predicted);
    double[] effects = new double[first.length];
    for (int filter = 0; filter < effects.length; filter++) {
      for (int unit = 0; unit < hidden.length; unit++) {
        if (hidden[unit] > 0) {
          effects[filter] += first[filter][unit] * second[unit];
        }
      }
    }
    return effects;
  }

  /** How much the logit grows with each hidden unit. */
  private double[] logitOf(int predicted) {
    float[][] weights = graph.getLayer(SentimentCnn.OUTPUT).getParam("W").toFloatMatrix();
    return Arrays.stream(weights)
        .mapToDouble(
            unit ->
                unit.length == 1
                    ? unit[0]
                    : unit[predicted]
                        - IntStream.range(0, unit.length)
                            .mapToDouble(i -> unit[i])
                            .average()
                            .orElseThrow())
        .toArray();
  }

  private static int winner(float[] windows) {
    int winner = 0;
    for (int i = 1; i < windows.length; i++) {
      if (windows[i] > windows[winner]) {
        winner = i;
      }
    }
    return winner;
  }

  /** The text as it was written, in pieces. */
  private static List<Segment> segments(CleanText text, List<Token> known, double[] weights) {
    String written = text.written();
    List<Segment> segments = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < weights.length; i++) {
      int start = Math.max(at, text.start(known.get(i).start()));
      int end = Math.max(start, text.end(known.get(i).end() - 1));
      if (start > at) {
        segments.add(new Segment(written.substring(at, start), 0));
      }
      segments.add(new Segment(written.substring(start, end), weights[i]));
      at = end;
    }
    if (at < written.length()) {
      segments.add(new Segment(written.substring(at), 0));
    }
    return segments;
  }
}
