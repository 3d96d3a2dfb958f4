using Halcyon.Signals.Decoding;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

public sealed class DecoderJsonTests
{
    [Theory]
    [InlineData("csp_lda")]
    [InlineData("tangent_space_logistic")]
    [InlineData("xdawn_lda")]
    [InlineData("filter_bank_cca")]
    public void WriteAndRead_EveryKind_ScoresExactlyTheSame(string kind)
    {
        var trials = MadeTrials.Powers(20, 100);
        TrialDecoder decoder = kind switch
        {
            "csp_lda" => CspLda.Fit(trials),
            "tangent_space_logistic" => TangentSpaceLogistic.Fit(trials),
            "xdawn_lda" => XdawnLda.Fit(trials, new XdawnLdaOptions { Target = "a" }),
            _ => FilterBankCca.Create(new TrialShape(MadeTrials.Names, 100, 200), [8, 9]),
        };
        var json = DecoderJson.Write(decoder);
        Assert.Contains($"\"kind\":\"{kind}\"", json, StringComparison.Ordinal);
        var read = DecoderJson.Read(json);
        Assert.Equal(decoder.GetType(), read.GetType());
        Assert.Equal(decoder.Classes, read.Classes);
        var (expected, actual) = (new double[2], new double[2]);
        foreach (var epoch in trials.Epochs)
        {
            decoder.Scores(epoch.Samples.Span, expected);
            read.Scores(epoch.Samples.Span, actual);
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [InlineData("halcyon.decoder/1", "halcyon.decoder/2")]
    [InlineData("csp_lda", "oracle")]
    [InlineData("\"sample_count\":200", "\"sample_count\":0")]
    [InlineData("\"sampling_rate_hz\":100", "\"sampling_rate_hz\":-1")]
    [InlineData("\"classes\":[\"a\",\"b\"]", "\"classes\":[\"a\"]")]
    [InlineData("\"classes\":[\"a\",\"b\"]", "\"classes\":null")]
    [InlineData("\"channels\":[\"F3\",", "\"channels\":[")]
    [InlineData("\"weights\":[[", "\"weights\":[[1,")]
    [InlineData("\"filters\":[[", "\"filters\":[null,[")]
    [InlineData("{\"schema\"", "[\"schema\"")]
    public void Read_DamagedOrOtherVersion_IsRefused(string from, string to)
    {
        var json = DecoderJson.Write(CspLda.Fit(MadeTrials.Powers(20, 100)));
        Assert.Contains(from, json, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => DecoderJson.Read(json.Replace(from, to, StringComparison.Ordinal)));
    }
}
