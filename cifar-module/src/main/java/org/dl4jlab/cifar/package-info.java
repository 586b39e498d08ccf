/** The command line of the CIFAR-10 experiments, a class a command. */
package org.dl4jlab.cifar;
