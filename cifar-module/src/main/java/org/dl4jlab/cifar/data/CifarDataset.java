package org.dl4jlab.cifar.data;

import java.util.Locale;

/** The data sets that the program knows, by the names that people type. */
public enum CifarDataset {
  CIFAR10(new Cifar10()),
  CIFAR100(new Cifar100());

  private final CifarFormat format;

  CifarDataset(CifarFormat format) {
    this.format = format;
  }

  public CifarFormat format() {
    return format;
  }

  /** {@code cifar10} or {@code cifar100}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
