using Halcyon.Testing;
using Xunit;

// One program for every test that does not change its options: a start costs more than most tests. What a test counts or
// lists is therefore its own people's; one that needs a program to itself takes it as a class fixture.
[assembly: AssemblyFixture(typeof(HalcyonApp))]
