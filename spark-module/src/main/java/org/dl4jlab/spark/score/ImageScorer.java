package org.dl4jlab.spark.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.dl4jlab.cifar.ImageClassification;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.CifarFormat;
import org.dl4jlab.cifar.data.ImageFiles;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.experiment.TrainedRun;

/** Pictures, each a file: {@code path, content}. */
record ImageScorer(List<String> classNames, Engine engine) implements Scorer<byte[]> {

  static final String CONTENT = "content";

  static ImageScorer open(Path folder) throws IOException {
    TrainedRun<ImageExperiment> run = TrainedRun.openToUse(folder, new ImageClassification());
    return new ImageScorer(
        run.config().data().classNames(),
        Engines.fastest(run.graph(), new EngineOptions(1), reason -> {}));
  }

  @Override
  public byte[] read(Row record) throws BadRecord {
    try {
      byte[] content = record.getAs(CONTENT);
      return new PictureDecoder(CifarFormat.SIZE).decode(PictureSource.of(content));
    } catch (PictureException e) {
      throw new BadRecord(e.getMessage());
    }
  }

  @Override
  public Dataset dataset(List<byte[]> read) {
    return ImageFiles.unlabelled(read, classNames);
  }
}
