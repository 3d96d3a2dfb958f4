using Halcyon.Platform.Mail;

namespace Halcyon.Wellness.Crisis.Contact;

/// <summary>What the contact reads: that somebody would be glad of them. Never what was written, answered or measured.</summary>
internal static class ContactLetter
{
    public const string Kind = "crisis_contact";

    /// <param name="personName">As the person calls themselves; null when they never said.</param>
    public static string Text(string contactName, string? personName, bool isAutomatic)
    {
        var person = Plain(personName) ?? "Somebody who trusts you";
        var how = isAutomatic
            ? $"{person} asked Halcyon beforehand to write to you when things get very hard. That is so now."
            : $"{person} is having a very hard time and asked Halcyon to write to you.";
        return
            $"""
            Hello {Plain(contactName)},

            {how}

            What helps most: call or visit as soon as you can. Ask how they are, and listen. You need not have answers. It is all right to ask plainly whether they are thinking of suicide; asking does not put the thought there.

            If you believe that they are in danger now, or cannot reach them and are worried, call the emergency number where they are.

            You get this because they named you as the person to tell. This letter does not say why, and nobody reads answers to it.
            """;
    }

    /// <summary>The same, short enough for a text message that the person sends themselves.</summary>
    public static string Sms() => "I am having a very hard time right now. Could you call me or come by?";

    public static Letter Write(ContactDocument contact, string? personName, bool isAutomatic) => new(
        contact.Email!, Kind, "Somebody who named you as a contact would be glad to hear from you", Text(contact.Name, personName, isAutomatic));

    /// <summary>A name is one line, whatever was typed.</summary>
    private static string? Plain(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : string.Join(' ', new string([.. name.Where(c => !char.IsControl(c) || c == ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
