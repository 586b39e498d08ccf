package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.ImportCommand;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.imdb.encoding.TextLayout;
import org.dl4jlab.imdb.encoding.Vocabulary;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.KerasImport;
import org.dl4jlab.nets.SentimentOptions;
import picocli.CommandLine.Option;

/** Makes a run of a model of word vectors, or of word numbers with an embedding. */
final class SentimentImportCommand extends ImportCommand {

  /** Where short texts are filled up and long ones are cut. */
  enum End {
    FRONT,
    BEHIND
  }

  @Option(
      names = "--vectors",
      description =
          "The file of word vectors that the model was trained with, or own: trained on the reviews themselves (default own).")
  private String vectors = SentimentExperiment.OWN_VECTORS;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description =
          "For a model that reads word numbers: which words they are, one a line from number 0 on, or Keras' imdb_word_index.json, whose first word has number 4.")
  private Path vocabulary;

  @Option(
      names = "--filled",
      paramLabel = "END",
      description =
          "Where texts are filled up and cut for a model of word numbers, front or behind (default: behind, with imdb_word_index.json front).")
  private End filled;

  SentimentImportCommand(DataLocations locations) {
    super(SentimentExperiment.NAME, locations);
  }

  @Override
  protected KerasImport.Options options() {
    return vocabulary == null ? super.options() : super.options().withVectorsApart();
  }

  @Override
  protected Experiment adopt(ImportedModel model, String name) throws IOException {
    int[] input = model.inputs().get(0);
    if (input.length != 2) {
      throw new UserException(
          "The model takes %s; models of word vectors can be imported, which take tokens x vector size, and models of word numbers that begin with an embedding, with --vocabulary"
              .formatted(model.inputText()));
    }
    if (vocabulary == null) {
      return new SentimentAnalysis()
          .adopt(model, experiment(model, name, vectors, null), access(), console());
    }
    Vocabulary words = Vocabulary.read(vocabulary, model.vectors().length / input[1]);
    boolean inFront = filled == null ? words.isIndex() : filled == End.FRONT;
    TextLayout layout = new TextLayout(words.isIndex(), inFront);
    return new SentimentAnalysis()
        .adopt(
            model,
            words.vectors(model.vectors()),
            experiment(model, name, vocabulary.toString(), layout),
            access(),
            console());
  }

  private SentimentExperiment experiment(
      ImportedModel model, String name, String source, TextLayout layout) {
    int steps = model.inputs().get(0)[0];
    SentimentExperiment defaults = SentimentExperiment.defaults();
    return checked(
        () ->
            new SentimentExperiment(
                source,
                defaults.vectorsLimit(),
                steps > 0 ? steps : SentimentOptions.DEFAULT_TOKENS,
                name,
                model.steps(),
                layout,
                settings(defaults.settings(), model)));
  }
}
