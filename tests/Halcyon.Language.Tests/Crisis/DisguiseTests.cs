using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Halcyon.Language.Tests.Crisis;

/// <summary>A cry for help stays one however it is typed.</summary>
public sealed class DisguiseTests
{
    private static readonly string[] CriticalLines =
        [.. CorpusLine.Tuning.Where(line => line.Least == RiskLevel.Critical && line.Category is "explicit" or "long").Select(line => line.Text)];

    private static readonly string[] OrdinaryLines =
        [.. CorpusLine.Tuning.Where(line => line.Category == "ordinary" && line.Text.Length > 20).Select(line => line.Text.TrimEnd('.', '!', '?') + ".")];

    private static readonly (char From, string To)[] Homoglyphs =
        [('a', "аａ𝐚á"), ('e', "ееｅé"), ('i', "іíｉ"), ('o', "оοóｏ"), ('k', "кκｋ"), ('d', "ԁｄ"), ('m', "ⅿｍ"), ('y', "уｙ"), ('s', "ѕｓ"), ('l', "ⅼｌ")];

    [Fact]
    public void Critical_RandomCase_StaysCritical() =>
        Check((line, random) => string.Concat(line.Select(character => random.Next(2) == 0 ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character))));

    [Fact]
    public void Critical_OtherApostrophesOrNone_StaysCritical() =>
        Check((line, random) => line.Replace("'", random.Next(5) switch { 0 => "", 1 => "’", 2 => "‘", 3 => "´", _ => "`" }, StringComparison.Ordinal));

    [Fact]
    public void Critical_ZeroWidthCharacters_StaysCritical() =>
        Check((line, random) => Insert(line, random, "\u200B\u200C\u200D\u2060\uFEFF\u00AD"));

    [Fact]
    public void Critical_BrokenSurrogatesAndNuls_StaysCritical() =>
        Check((line, random) => Insert(line, random, "\uD83D\uDC00\0"));

    [Fact]
    public void Critical_Homoglyphs_StaysCritical() =>
        Check((line, random) =>
        {
            var output = new StringBuilder();
            foreach (var character in line)
            {
                var (_, lookalikes) = Array.Find(Homoglyphs, pair => pair.From == character);
                var choices = lookalikes is null ? [] : lookalikes.EnumerateRunes().ToArray();
                output.Append(choices.Length > 0 && random.Next(3) == 0 ? choices[random.Next(choices.Length)].ToString() : character.ToString());
            }
            return output.ToString();
        });

    [Fact]
    public void Critical_ExtraSpaces_StaysCritical() =>
        Check((line, random) => line.Replace(" ", random.Next(3) switch { 0 => "   ", 1 => "\u00A0", _ => " \t " }, StringComparison.Ordinal));

    [Fact]
    public void Critical_AmongOrdinarySentences_StaysCritical() =>
        Check((line, random) => $"{Ordinary(random)} {Ordinary(random)} {line} {(line[^1] is '.' or '!' ? "" : ". ")}{Ordinary(random)}");

    [Fact]
    public void Critical_SpansPointIntoTheText_WhateverTheDisguise()
    {
        var line = "😩 I w\u200Bant to кill mуself 𝐭𝐨𝐧𝐢𝐠𝐡𝐭";
        var span = Assert.Single(TextAnalyzer.Shared.Analyze(line).Crisis.Spans);

        Assert.Equal("кill mуself", line.Substring(span.Start, span.Length));
    }

    private static string Ordinary(Random random) => OrdinaryLines[random.Next(OrdinaryLines.Length)];

    private static string Insert(string line, Random random, string characters)
    {
        var output = new StringBuilder();
        foreach (var character in line)
        {
            output.Append(character);
            if (random.Next(3) == 0)
                output.Append(characters[random.Next(characters.Length)]);
        }
        return output.ToString();
    }

    private static void Check(Func<string, Random, string> disguise) =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
            seed =>
            {
                var random = new Random(seed);
                foreach (var line in CriticalLines)
                {
                    var disguised = disguise(line, random);
                    if (TextAnalyzer.Shared.Analyze(disguised).Crisis.Level != RiskLevel.Critical)
                        return false.Label($"\"{line}\" as \"{disguised}\"");
                }
                return true.Label("");
            }).QuickCheckThrowOnFailure();
}
