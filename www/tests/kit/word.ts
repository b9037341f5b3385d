/** What Word puts on the clipboard, in the shape of it: conditional comments, unquoted attributes, lists, `ins` and `del`. */

export const WORD_HTML = `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:TrackMoves/></w:WordDocument></xml><![endif]-->
<style>
<!--
p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
span.msoIns {mso-style-type:export-only; text-decoration:underline; color:teal;}
span.msoDel {mso-style-type:export-only; text-decoration:line-through; color:red;}
-->
</style>
</head>
<body lang=EN-US style='tab-interval:36.0pt'>
<!--StartFragment-->
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>4.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><b>Payment
Terms.</b> Customer shall pay each invoice within <del cite="mailto:Dana%20Reyes" datetime="2026-03-02T10:00">thirty
(30)</del><span class=msoIns><ins cite="mailto:Dana%20Reyes" datetime="2026-03-02T10:00">sixty (60)</ins></span>
days after the invoice date.<o:p></o:p></p>
<!--EndFragment-->
</body>
</html>`;

export const WORD_TEXT =
  "4. Payment Terms. Customer shall pay each invoice within thirty (30)sixty (60) days after the invoice date.";
