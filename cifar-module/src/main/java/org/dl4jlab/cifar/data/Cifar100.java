package org.dl4jlab.cifar.data;

import java.net.URI;
import java.util.List;
import org.dl4jlab.source.RemoteFile;

/**
 * CIFAR-100: 60,000 photographs of a hundred classes, a sixth of them to test on. A record has two
 * labels, one of 20 superclasses and one of the hundred classes; this takes the latter.
 */
public final class Cifar100 implements CifarFormat {

  public static final String KIND = "cifar100";

  /** As in {@code fine_label_names.txt}. */
  private static final List<String> CLASSES =
      List.of(
          """
          apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle
          bowl boy bridge bus butterfly camel can castle caterpillar cattle
          chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur
          dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard
          lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain
          mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree
          plain plate poppy porcupine possum rabbit raccoon ray road rocket
          rose sea seal shark shrew skunk skyscraper snail snake spider
          squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor
          train trout tulip turtle wardrobe whale willow_tree wolf woman worm
          """
              .split("\\s+"));

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "CIFAR-100";
  }

  @Override
  public String folder() {
    return "cifar-100-binary";
  }

  @Override
  public List<String> trainFiles() {
    return List.of("train.bin");
  }

  @Override
  public List<String> testFiles() {
    return List.of("test.bin");
  }

  /** The superclass, then the class. */
  @Override
  public int labelBytes() {
    return 2;
  }

  @Override
  public List<String> classes() {
    return CLASSES;
  }

  @Override
  public RemoteFile archive() {
    return new RemoteFile(
        "cifar-100-binary.tar.gz",
        URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
        168_513_733L,
        "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec");
  }
}
