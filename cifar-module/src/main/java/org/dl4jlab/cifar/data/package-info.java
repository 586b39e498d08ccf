/** CIFAR-10, people's own pictures and the built-in sample, through DataVec. */
package org.dl4jlab.cifar.data;
