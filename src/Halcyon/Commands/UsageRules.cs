using System.CommandLine;
using System.CommandLine.Parsing;

namespace Halcyon.Commands;

/// <summary>What a command asks of what is typed, and the sentence for who did not know.</summary>
internal static class UsageRules
{
    /// <param name="holds">Of the value typed; a value that cannot be read as a <typeparamref name="T"/> never holds.</param>
    public static void Require<T>(this Option<T> option, Func<T?, bool> holds, string message) =>
        option.Validators.Add(result =>
        {
            try
            {
                if (holds(result.GetValueOrDefault<T>()))
                    return;
            }
            catch (InvalidOperationException)
            {
                // So the library says that it cannot read it.
            }
            result.AddError(message);
        });

    public static void Require(this Argument<string> argument, Func<string?, bool> holds, string message) =>
        argument.Validators.Add(result =>
        {
            if (!holds(result.GetValueOrDefault<string>()))
                result.AddError(message);
        });

    /// <param name="holds">Of several values.</param>
    public static void Require(this Command command, Func<CommandResult, bool> holds, string message) =>
        command.Validators.Add(result =>
        {
            try
            {
                if (!holds(result))
                    result.AddError(message);
            }
            catch (InvalidOperationException)
            {
                // A value cannot be read. The library would now pass over the options' own sentences.
                foreach (var option in result.Children.OfType<OptionResult>())
                    option.Option.Validators.ForEach(rule => rule(option));
            }
        });
}
