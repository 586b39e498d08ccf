/** What the server asks of a program: how a body becomes samples, samples a batch, and why. */
package org.dl4jlab.serve.model;
