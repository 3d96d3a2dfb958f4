using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Halcyon.Platform.Problems;

/// <summary>
/// Which query value of a refused request cannot be read, in plain words. Binding names types where a parameter is required;
/// of one that has a default it answers 400 and nothing else.
/// </summary>
internal static class UnreadableParameter
{
    /// <returns>A sentence, or null where no query value is at fault.</returns>
    public static string? Describe(HttpContext context)
    {
        foreach (var parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var given = context.Request.Query[parameter.Name];
            if (parameter.HasTryParse && given is [{ Length: > 0 } text, ..] && !CanRead(parameter.ParameterInfo.ParameterType, text))
                return $"The value of {parameter.Name} cannot be read: \"{text}\".";
        }

        return null;
    }

    private static bool CanRead(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return Enum.TryParse(type, text, ignoreCase: true, out _);

        Type[] signature = [typeof(string), typeof(IFormatProvider), type.MakeByRefType()];
        var read = type.GetMethod(nameof(int.TryParse), BindingFlags.Public | BindingFlags.Static, signature);
        return read is null || read.Invoke(null, [text, CultureInfo.InvariantCulture, null]) is true;
    }
}
