/** The experiments on images and their command line. */
package org.dl4jlab.cifar;
