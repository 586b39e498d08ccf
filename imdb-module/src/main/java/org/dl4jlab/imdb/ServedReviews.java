package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.ServedRun;
import org.dl4jlab.cli.Serving;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.imdb.text.TextLimit;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.serve.model.Body;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.Predictor;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.model.Tensor;
import org.dl4jlab.serve.model.TensorSpec;
import org.dl4jlab.serve.model.Word;

/** A network for reviews. Texts are cleaned, cut into words and read as {@code predict} does. */
final class ServedReviews extends ServedRun<SentimentExperiment> {

  private static final String INPUT = "text";
  private static final TensorSpec TEXTS = new TensorSpec(INPUT, List.of(DataType.BYTES), List.of());

  private final WordVectors words;
  private final Explainer explainer;

  ServedReviews(TrainedRun<SentimentExperiment> run, WordVectors words, Serving.Engines engines)
      throws IOException {
    super(run, engines);
    this.words = words;
    explainer = SentimentAnalysis.explainer(run.options(), run.graph(), words);
  }

  @Override
  public TensorSpec input() {
    return TEXTS;
  }

  @Override
  public long mostBytes() {
    return TextLimit.MAX_BYTES;
  }

  @Override
  public Samples of(Tensor tensor) {
    List<CleanText> texts = new ArrayList<>();
    for (int i = 0; i < tensor.count(); i++) {
      texts.add(clean("Text " + i, tensor.texts().get(i)));
    }
    return TextSamples.of(texts, explainer);
  }

  @Override
  public Samples read(Body body) {
    if (!body.type().isEmpty() && !body.type().startsWith("text/")) {
      throw new Refusal(
          Refusal.BAD_TYPE, "The model '%s' takes texts, not %s".formatted(title(), body.type()));
    }
    return TextSamples.of(List.of(clean("The text", decoded(body))), explainer);
  }

  private static CleanText clean(String name, String text) {
    try {
      TextLimit.requireCharacters(name, text);
    } catch (UserException e) {
      throw new Refusal(Refusal.TOO_LARGE, e.getMessage());
    }
    return CleanText.of(text);
  }

  private static String decoded(Body body) {
    try {
      Charset charset =
          body.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(body.charset());
      return charset.newDecoder().decode(body.content().duplicate()).toString();
    } catch (CharacterCodingException
        | IllegalCharsetNameException
        | UnsupportedCharsetException e) {
      throw Refusal.badRequest("The text is not in the encoding that was told, or not in UTF-8");
    }
  }

  @Override
  public Predictor open(int threads) {
    return new TextPredictor(
        engine(threads), words.table(), run().options().tokens(), classNames().size());
  }

  /** One at a time: the network that it looks into is one. */
  @Override
  public synchronized Optional<List<Word>> words(Samples sample) {
    CleanText text = ((TextSamples) sample).texts().get(0);
    return Optional.of(TextReasons.of(explainer.explain(text)));
  }
}
