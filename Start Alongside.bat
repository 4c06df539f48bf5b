@echo off
rem The starter for Windows: double-click it. All the work is in start.py.
cd /d "%~dp0"
py -3 -c "" >nul 2>nul && (py -3 start.py %* & goto end)
python -c "" >nul 2>nul && (python start.py %* & goto end)
echo.
echo Alongside needs Python 3.11 or newer. Install it from python.org and double-click this again.
cmd /c exit 1
:end
if errorlevel 1 pause
